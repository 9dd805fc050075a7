import type { Role } from '#identity/contract';
import type { TestApp, TestReply, TestRequest } from '../open-app.ts';

/**
 * One row of the access matrix: what the rules say about a route, written by a person and never made from the code.
 * Everybody who may not is checked too: every other role, nobody, an expired, a future, an ended grant, a suspended
 * person, a login without second factor, the same role in a foreign or lower region, and the rows of another region.
 */
export interface RouteExpectation<Facts> {
  /** `everyone` = without sign-in; `signed-in` = any active person; else the roles that may */
  readonly may: 'everyone' | 'signed-in' | readonly Role[];
  /** signing, approving, publishing, administering */
  readonly secondFactor?: true;
  /** what somebody who may gets: a status, or the code of a refusal of business; several when calls change the next answer */
  readonly done: Outcome | readonly Outcome[];
  /** how to call it; `nth` differs from call to call. Facts are those of the home region, or of the foreign one to fetch its ids. */
  readonly request?: (facts: Facts, nth: number) => MatrixRequest;
  /** for rows with an owner unit or a plan path: what a role that may gets for rows that lie elsewhere (grant: own unit, one plan subtree) */
  readonly places?: readonly PlaceExpectation<Facts>[];
  /** the answer does not end; only its status is looked at */
  readonly isStream?: true;
  /** a way in that has its own rules, e.g. signing in: only the callers named here are checked */
  readonly only?: readonly ('anonymous' | 'signed-in')[];
}
/** HTTP status when it went through, else the code of the problem. */
export type Outcome = number | string;

/** A row that stands somewhere relative to a grant of one role. */
export interface PlaceExpectation<Facts> {
  /** e.g. `other unit`, `unit below`, `other plan subtree` */
  readonly place: string;
  readonly role: Role;
  /** default: at the facts' own unit, reach as given, every plan */
  readonly grant?: { readonly reach?: 'unit' | 'subtree' | 'all'; readonly planPaths?: (facts: Facts) => readonly string[] };
  /** another right of the same person, at the same unit and over every plan: they may read what they may not touch */
  readonly besides?: Role;
  /** how far that other right reaches; default: the unit */
  readonly besidesReach?: 'unit' | 'all';
  readonly request: (facts: Facts) => MatrixRequest;
  readonly expected: Outcome | readonly Outcome[];
  /** what the answer must hold, what it must not: for lists, which are 200 whoever asks */
  readonly shows?: (facts: Facts) => string;
  readonly hides?: (facts: Facts) => string;
}

/** What is the county's own business: a right at one unit or for a part of the plan does not reach it, also not for somebody who may read it. */
export function countyOnly<Facts>(role: Role, row: RouteExpectation<Facts>): RouteExpectation<Facts> {
  const place = {
    role,
    request: (facts: Facts) => row.request?.(facts, 900_002) ?? {},
    expected: 'access.out_of_scope',
    besides: 'discipline_reader',
    besidesReach: 'all',
  } as const;
  const part = { reach: 'all', planPaths: () => ['/01900000-0000-7000-8000-0000000000dd/'] } as const;
  return { ...row, places: [...(row.places ?? []), { ...place, place: 'right at one unit only' }, { ...place, place: 'right for a part of the plan only', grant: part }] };
}

/** What every row with plan paths is asked: the same right for its own part of the plan and for another part. */
export interface SubtreeCase<Facts> {
  readonly role: Role;
  readonly request: (facts: Facts) => MatrixRequest;
  /** what a right over the other part gets; a list: 200, and `named` is not in it */
  readonly there: Outcome;
  /** what a right over its own part gets; left out when the act needs the whole plan */
  readonly here?: Outcome | readonly Outcome[];
  /** words that stand in the answer here and not there */
  readonly named?: (facts: Facts) => string;
  /** what somebody gets who may read everywhere and act only in the other part */
  readonly readableThere?: Outcome;
}

const officeRoles: ReadonlySet<Role> = new Set(['office_director', 'dispatcher', 'supervisor', 'data_reviewer', 'verifier']);

export function subtreePlaces<Facts>(
  paths: { readonly own: (facts: Facts) => string; readonly other: (facts: Facts) => string },
  { role, request, there, here, named, readableThere }: SubtreeCase<Facts>,
): readonly PlaceExpectation<Facts>[] {
  // The office acts for every unit; whoever is of a unit holds the right there.
  const reach = officeRoles.has(role) ? ('all' as const) : ('unit' as const);
  const grantOf = (path: (facts: Facts) => string) => ({ reach, planPaths: (facts: Facts) => [path(facts)] });
  const other = { role, request, grant: grantOf(paths.other) };
  return [
    { ...other, place: 'other plan subtree', expected: there, ...(named === undefined ? {} : { hides: named }) },
    ...(here === undefined ? [] : [{ place: 'own plan subtree', role, request, grant: grantOf(paths.own), expected: here, ...(named === undefined ? {} : { shows: named }) }]),
    ...(readableThere === undefined ? [] : [{ ...other, place: 'other plan subtree that is read', besides: 'discipline_reader' as const, expected: readableThere }]),
  ];
}

export interface MatrixRequest {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly json?: unknown;
  readonly form?: { readonly headers: Record<string, string>; readonly body: Uint8Array };
}

/** What every module may build on: an application of one region with units and one person per role. */
export interface MatrixBase {
  readonly app: TestApp;
  readonly region: string;
  /** `own` is the unit of everybody with a role; `below` lies under it, `other` beside it */
  readonly orgs: { readonly own: string; readonly below: string; readonly other: string };
  readonly people: ReadonlyMap<Role, string>;
  /** Adds a person without any grant; returns the user id. The people of the roles stay as they are: other rows rely on them. */
  person(name: string): Promise<string>;
  /** Calls as the person of a role. */
  as(role: Role, path: string, request?: TestRequest): Promise<TestReply>;
  /** Runs SQL as the application within the region, for rows that no endpoint writes. */
  write(text: string, values: readonly unknown[]): Promise<void>;
}

export interface ModuleExpectations<Facts = unknown> {
  readonly module: string;
  /** Makes what the requests name; runs once per region. */
  readonly prepare: (base: MatrixBase) => Promise<Facts>;
  readonly routes: Readonly<Record<string, RouteExpectation<Facts>>>;
}

/** Keeps the type of the facts inside the file. */
export const expectations = <Facts>(spec: ModuleExpectations<Facts>): ModuleExpectations => spec as unknown as ModuleExpectations;
