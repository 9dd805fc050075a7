import { type AnyRoute, createRootRoute, createRoute, createRouter, lazyRouteComponent, useNavigate } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import { useCallback, useEffect } from 'react';
import type { PageProps, WebModule, WebRoute } from '#kernel/web/web-module.ts';
import { PageLoading } from '#ui/page.tsx';
import { NotFoundPage, PageFailure, Shell } from './shell.tsx';

type Search = Record<string, string>;

/** Search values are plain strings in the address, never JSON: `?q=2025` stays the text "2025". */
const parseSearch = (text: string): Search => Object.fromEntries(new URLSearchParams(text));

const stringifySearch = (search: Record<string, unknown>): string => {
  const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
};

interface RouteHost {
  readonly useParams: () => unknown;
  readonly useSearch: () => unknown;
}

const pageFor = (spec: WebRoute, host: () => RouteHost): (() => ReactNode) => {
  const Lazy = lazyRouteComponent(async () => ({ default: (await spec.load()).Page as ComponentType }), 'default') as unknown as ComponentType<PageProps<unknown, unknown>>;
  return function RoutedPage() {
    const params = spec.params.parse(host().useParams());
    const search = host().useSearch();
    const navigate = useNavigate();
    const setSearch = useCallback<PageProps<unknown, unknown>['setSearch']>(
      (change, how) => {
        // `to: '.'` keeps the path; the router has no registered types, so the change is checked by PageProps instead.
        void navigate({ to: '.', search: (before: Search) => ({ ...before, ...(change as Search) }), replace: how?.push !== true } as never);
      },
      [navigate],
    );
    useEffect(() => {
      document.title = `${spec.title} · 落实`;
    }, []);
    return <Lazy params={params} search={search} setSearch={setSearch} />;
  };
};

const addRoute = (root: AnyRoute, spec: WebRoute): AnyRoute => {
  const route: AnyRoute = createRoute({
    getParentRoute: () => root,
    path: spec.path,
    validateSearch: (search: Record<string, unknown>) => spec.search.parse(search) as Search,
    component: pageFor(spec, () => route as unknown as RouteHost),
    pendingComponent: PageLoading,
    errorComponent: PageFailure,
  }) as AnyRoute;
  return route;
};

/** Router of the console from the modules' manifests; code-based, no generated file. */
export const buildRouter = (modules: readonly WebModule[]) => {
  const root = createRootRoute({ component: () => <Shell menu={modules.flatMap((module) => module.menu)} />, notFoundComponent: NotFoundPage, errorComponent: PageFailure }) as unknown as AnyRoute;
  const home = createRoute({ getParentRoute: () => root, path: '/', component: NotFoundPage, beforeLoad: ({ navigate }) => navigate({ to: modules[0]?.menu[0]?.path ?? '/', replace: true } as never) }) as AnyRoute;
  const routes = modules.flatMap((module) => module.routes.map((spec) => addRoute(root, spec)));
  return createRouter({ routeTree: root.addChildren([home, ...routes]), basepath: '/console', parseSearch, stringifySearch, defaultPreload: 'intent', scrollRestoration: true });
};
