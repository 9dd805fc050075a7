import type { ProblemPage } from '#plan/contract';

/** What could not be done, why, and what to do next. */
export const ProblemView = ({ data }: { readonly data: ProblemPage['data'] }) => (
  <section role="alert" className="problem">
    <h1>{data.title}</h1>
    <p>{data.detail}</p>
    <p>
      <a href="/">回到方案列表</a>
    </p>
    <p className="note">
      状态 {data.status}，请求编号 {data.requestId}
    </p>
  </section>
);
