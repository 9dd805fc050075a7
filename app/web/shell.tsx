import { Link, Outlet } from '@tanstack/react-router';
import { asProblem } from '#kernel/web/problem-error.ts';
import type { PanelSpec } from '#kernel/web/panel-slot.tsx';
import type { MenuItem } from '#kernel/web/web-module.ts';
import { PersonBadge, signInHelp, useMe } from '#identity/web';
import { InboxBadge, OfflineBar } from '#settings/web';
import { EmptyState } from '#ui/empty-state.tsx';
import { ProblemHelp } from '#ui/problem-help.ts';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { PanelHost } from './panel-host.tsx';

/** Menu entries that the person at hand has a use for. */
const useShownMenu = (menu: readonly MenuItem[]): readonly MenuItem[] => {
  const { me, can } = useMe();
  return menu.filter(({ requires }) => requires === undefined || (requires === 'signed-in' ? me !== null && me !== undefined : can(requires)));
};

/** Stands on every page and print of a demonstration node. */
const DemonstrationMark = () => {
  const { isDemonstration } = useMe();
  return isDemonstration ? (
    <p className="shell-demonstration" role="note">
      演示节点：含演示（DEMO）数据，演示证据在本节点计入以便演示，不作正式统计。
    </p>
  ) : null;
};

interface ShellProps {
  readonly menu: readonly MenuItem[];
  readonly panels: readonly PanelSpec[];
}

/** Frame of every console page: skip link, name, menu, person, page. */
export const Shell = ({ menu, panels }: ShellProps) => (
  <div className="shell">
    <a className="skip-link" href="#main">
      跳到正文
    </a>
    <header className="shell-head">
      <Link to={'/' as never} className="shell-brand">
        <strong>落实</strong>
        <span className="shell-brand-note">工作台</span>
      </Link>
      <nav aria-label="主菜单" className="shell-menu">
        <MenuLinks menu={menu} />
      </nav>
      <a className="shell-portal" href="/">
        公开门户
      </a>
      <InboxBadge />
      <PersonBadge />
    </header>
    <OfflineBar />
    <DemonstrationMark />
    <main id="main" tabIndex={-1} className="shell-main">
      <ProblemHelp value={signInHelp}>
        <PanelHost panels={panels}>
          <Outlet />
        </PanelHost>
      </ProblemHelp>
    </main>
  </div>
);

const MenuLinks = ({ menu }: { readonly menu: readonly MenuItem[] }) =>
  useShownMenu(menu).map((item) => (
    <Link key={item.path} to={item.path as never} activeProps={{ className: 'active', 'aria-current': 'page' }}>
      {item.title}
    </Link>
  ));

export const NotFoundPage = () => (
  <EmptyState title="没有这个页面" hint="地址可能不完整或已失效。">
    <Link to={'/plans' as never}>回到方案列表</Link>
  </EmptyState>
);

export const PageFailure = ({ error }: { readonly error: unknown }) => (
  <div className="page">
    <ProblemNotice problem={asProblem(error)} />
  </div>
);
