import { Link, Outlet } from '@tanstack/react-router';
import { asProblem } from '#kernel/web/problem-error.ts';
import type { MenuItem } from '#kernel/web/web-module.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';

/** Frame of every console page: skip link, name, menu, page. */
export const Shell = ({ menu }: { readonly menu: readonly MenuItem[] }) => (
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
        {menu.map((item) => (
          <Link key={item.path} to={item.path as never} activeProps={{ className: 'active', 'aria-current': 'page' }}>
            {item.title}
          </Link>
        ))}
      </nav>
      <a className="shell-portal" href="/">
        公开门户
      </a>
    </header>
    <main id="main" tabIndex={-1} className="shell-main">
      <Outlet />
    </main>
  </div>
);

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
