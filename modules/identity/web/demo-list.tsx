import { Button } from 'antd';

interface DemoAccount {
  readonly account: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly orgName: string | null;
}

interface DemoListProps {
  readonly accounts: readonly DemoAccount[];
  readonly busy: boolean;
  readonly onChoose: (account: string) => void;
}

/** One click per demo account; the server offers them in the development profile on this machine only. */
export const DemoList = ({ accounts, busy, onChoose }: DemoListProps) => (
  <section className="demo-list" aria-labelledby="demo-title">
    <h2 id="demo-title">
      <span className="demo-mark">DEMO</span> 演示账号
    </h2>
    <p>虚构的单位和人员，免密码、免第二因素，只在开发模式的本机可用。演示数据不进入正式统计。</p>
    <ul>
      {accounts.map((one) => (
        <li key={one.account}>
          <Button disabled={busy} onClick={() => onChoose(one.account)} data-account={one.account}>
            {one.displayName}
          </Button>
          <span className="demo-post">{[one.orgName, ...one.roles].filter((part) => part !== null).join(' · ')}</span>
        </li>
      ))}
    </ul>
  </section>
);
