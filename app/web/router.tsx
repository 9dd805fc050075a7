import { type AnyRoute, createRootRoute, createRoute, createRouter, lazyRouteComponent, useNavigate } from '@tanstack/react-router';
import { type ComponentType, useCallback, useEffect } from 'react';
import type { PageProps, WebModule, WebRoute } from '#kernel/web/web-module.ts';
import { HomePage } from './home-page.tsx';
import { RequireAccess } from './require-access.tsx';
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

interface RoutedPageProps {
  readonly spec: WebRoute;
  readonly route: RouteHost;
  readonly Content: ComponentType<PageProps<unknown, unknown>>;
}

const RoutedPage = ({ spec, route, Content }: RoutedPageProps) => {
  const params = spec.params.parse(route.useParams());
  const search = route.useSearch();
  const navigate = useNavigate();
  const setSearch = useCallback<PageProps<unknown, unknown>['setSearch']>(
    (change, how) => {
      // The router has no registered types, so the change is checked by PageProps instead. `to: '.'` keeps the path.
      void navigate({ to: '.', search: (before: Search) => ({ ...before, ...(change as Search) }), replace: how?.push !== true } as never);
    },
    [navigate],
  );
  useEffect(() => {
    document.title = `${spec.title} · 落实`;
  }, [spec]);
  const content = <Content params={params} search={search} setSearch={setSearch} />;
  return spec.requires === undefined ? content : <RequireAccess requires={spec.requires}>{content}</RequireAccess>;
};

const addRoute = (root: AnyRoute, spec: WebRoute): AnyRoute => {
  const Content = lazyRouteComponent(async () => ({ default: (await spec.load()).Page as ComponentType }), 'default') as unknown as RoutedPageProps['Content'];
  const route: AnyRoute = createRoute({
    getParentRoute: () => root,
    path: spec.path,
    validateSearch: (search: Record<string, unknown>) => spec.search.parse(search) as Search,
    component: () => <RoutedPage spec={spec} route={route as unknown as RouteHost} Content={Content} />,
    pendingComponent: PageLoading,
    errorComponent: PageFailure,
  }) as AnyRoute;
  return route;
};

/** Daily work first, then what keeps the house. */
const menuOf = (modules: readonly WebModule[]) =>
  [...modules].sort((a, b) => Number(a.isHousekeeping ?? false) - Number(b.isHousekeeping ?? false)).flatMap((module) => module.menu);

/** Router of the console from the modules' manifests; code-based, no generated file. */
export const buildRouter = (modules: readonly WebModule[]) => {
  const panels = modules.flatMap((module) => module.panels ?? []);
  const root = createRootRoute({
    component: () => <Shell menu={menuOf(modules)} panels={panels} />,
    notFoundComponent: NotFoundPage,
    errorComponent: PageFailure,
  }) as unknown as AnyRoute;
  const openPage = modules.flatMap((module) => module.menu).find((item) => item.requires === undefined)?.path ?? '/sign-in';
  const cards = modules.flatMap((module) => module.home ?? []).sort((a, b) => a.order - b.order);
  const home = createRoute({ getParentRoute: () => root, path: '/', component: () => <HomePage cards={cards} openPage={openPage} />, errorComponent: PageFailure }) as AnyRoute;
  const routes = modules.flatMap((module) => module.routes.map((spec) => addRoute(root, spec)));
  return createRouter({ routeTree: root.addChildren([home, ...routes]), basepath: '/console', parseSearch, stringifySearch, defaultPreload: 'intent', scrollRestoration: true });
};
