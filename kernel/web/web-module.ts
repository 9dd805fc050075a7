import type { ComponentType } from 'react';
import type { z } from 'zod';
import type { PanelSpec } from './panel-slot.tsx';

/** What the shell hands to a page: parsed path parameters, parsed search and a way to change the search. */
export interface PageProps<Params, Search> {
  readonly params: Params;
  readonly search: Search;
  /** Replaces the named parts of the search; `push` adds a step to the browser's history. */
  readonly setSearch: (change: Partial<Search>, how?: { readonly push?: boolean }) => void;
}

export interface WebRoute {
  /** below /console, with `$name` for parameters */
  readonly path: `/${string}`;
  readonly title: string;
  readonly params: z.ZodType;
  readonly search: z.ZodType;
  /** `signed-in`, or a permission without which the page is of no use; visitors are led to the sign-in page */
  readonly requires?: string;
  readonly load: () => Promise<{ readonly Page: ComponentType<PageProps<unknown, unknown>> }>;
}

export interface MenuItem {
  readonly title: string;
  readonly path: `/${string}`;
  /** shown to holders of this permission only; `signed-in` for everybody with an account */
  readonly requires?: string;
}

/** What a module has on the first page for whoever holds a permission; `order` sorts the cards of all modules, small first. */
export interface HomeCard {
  readonly key: string;
  /** a permission, or `signed-in` */
  readonly requires: string;
  readonly order: number;
  readonly load: () => Promise<{ readonly Card: ComponentType }>;
}

/** The web manifest of a module; `app/` walks the list and builds router and menu from it. */
export interface WebModule {
  readonly name: string;
  readonly routes: readonly WebRoute[];
  readonly menu: readonly MenuItem[];
  /** set by modules that keep the house, so that daily work comes first in the menu */
  readonly isHousekeeping?: true;
  readonly home?: readonly HomeCard[];
  /** what stands on pages of earlier modules */
  readonly panels?: readonly PanelSpec[];
}

interface RouteSpec<P extends z.ZodType, S extends z.ZodType> {
  readonly path: `/${string}`;
  readonly title: string;
  readonly params: P;
  readonly search: S;
  readonly requires?: string;
  readonly load: () => Promise<{ readonly Page: ComponentType<PageProps<z.output<P>, z.output<S>>> }>;
}

/** Declares a page; its component is checked against its own schemas, then the types are forgotten for the list. */
export const webRoute = <P extends z.ZodType, S extends z.ZodType>(spec: RouteSpec<P, S>): WebRoute => spec as unknown as WebRoute;

export const defineWebModule = (spec: WebModule): WebModule => Object.freeze(spec);
