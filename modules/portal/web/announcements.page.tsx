import type { Announcement, AnnouncementsPage } from '#supervision/contract';

const Notice = ({ notice }: { readonly notice: Announcement }) => (
  <article className="notice">
    <h2>
      {notice.title}
      {notice.isDemo && '〔演示〕'}
    </h2>
    <dl>
      <dt>牵头单位</dt>
      <dd>{notice.lead}</dd>
      <dt>完成标准</dt>
      <dd>{notice.standard}</dd>
      <dt>办结结果</dt>
      <dd>{notice.result}</dd>
      <dt>公示时间</dt>
      <dd>
        {notice.fromOn}至{notice.toOn}
      </dd>
      <dt>公示地点</dt>
      <dd>{notice.place}</dd>
    </dl>
  </article>
);

/** Results that are on show before 销号. */
export const AnnouncementsView = ({ data }: { readonly data: AnnouncementsPage['data'] }) => (
  <>
    <h1>办结结果公示</h1>
    <p className="note">
      {data.on}公示中的督办事项{data.items.length}项。对公示内容有异议的，请在公示期内以书面形式向领导小组办公室反映，并写明事实和联系方式。
    </p>
    {data.items.length === 0 && <p>现在没有公示中的事项。</p>}
    {data.items.map((notice) => (
      <Notice key={notice.publicationId} notice={notice} />
    ))}
  </>
);
