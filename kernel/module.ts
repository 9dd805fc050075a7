/**
 * A module is one frozen object; what it adds to the product is read in one file. `checkModules`
 * is the boot check: it returns every contradiction, and the boot refuses to start on any.
 */
import { isDeclaredPermission } from './access.ts';
import type { PermissionSpec } from './access.ts';
import type { EndpointSpec } from './endpoint.ts';
import type { EventKind } from './event.ts';
import type { DutySpec } from './duty.ts';
import type { ParamKey } from './param.ts';

/** What the boot check needs to know; the server's and the web's manifests add their own parts. */
export interface ModuleHead {
  readonly name: string;
  /** Chinese name */
  readonly title: string;
  /** modules that stand earlier in the list and may be called */
  readonly dependsOn: readonly string[];
  /** made by `definePermissions` */
  readonly permissions: Readonly<Record<string, PermissionSpec>>;
  readonly events: readonly Pick<EventKind, 'kind' | 'version'>[];
  /** dated parameters of the module; their rows are stored at every start */
  readonly params?: readonly ParamKey[];
  /** recurring duties of people, kept a year ahead in the duty calendar */
  readonly duties?: readonly DutySpec[];
  /** all endpoints of the contract, and the use cases that serve them */
  readonly endpoints: readonly EndpointSpec[];
  readonly routes: readonly { readonly endpoint: EndpointSpec }[];
  /** codes of the module's refusal catalogues */
  readonly refusalCodes: readonly string[];
}

/** Declares a module; the value is frozen and keeps its literal types. */
export function defineModule<const M extends { readonly name: string }>(manifest: M): Readonly<M> {
  return Object.freeze(manifest);
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

/** `/plans/:planId` and `/plans/:id` are one address. */
function shapeOf(endpoint: EndpointSpec): string {
  return `${endpoint.method} ${endpoint.path
    .split('/')
    .map((part) => (part.startsWith(':') ? ':' : part))
    .join('/')}`;
}

function orderFaults(modules: readonly ModuleHead[]): readonly string[] {
  return modules.flatMap((module, index) => {
    const earlier = new Set(modules.slice(0, index).map((other) => other.name));
    return module.dependsOn.filter((name) => !earlier.has(name)).map((name) => `module ${module.name} depends on ${name}, which is not an earlier module`);
  });
}

function duplicateFaults(modules: readonly ModuleHead[]): readonly string[] {
  const endpoints = modules.flatMap((module) => module.endpoints);
  const kinds: readonly (readonly [string, readonly string[]])[] = [
    ['module', modules.map((module) => module.name)],
    ['permission', modules.flatMap((module) => Object.keys(module.permissions))],
    ['event', modules.flatMap((module) => module.events.map((kind) => `${kind.kind}@${kind.version}`))],
    ['endpoint', endpoints.map((endpoint) => endpoint.id)],
    ['path', endpoints.map(shapeOf)],
    ['parameter', modules.flatMap((module) => (module.params ?? []).map(({ code }) => code))],
    ['duty', modules.flatMap((module) => (module.duties ?? []).map(({ code }) => code))],
    ['refusal', modules.flatMap((module) => module.refusalCodes)],
  ];
  return kinds.flatMap(([kind, names]) => repeated(names).map((name) => `duplicate ${kind}: ${name}`));
}

function endpointFaults(module: ModuleHead, permissions: ReadonlySet<string>, codes: ReadonlySet<string>): readonly string[] {
  const served = module.routes.map((route) => route.endpoint.id);
  return module.endpoints.flatMap((endpoint) => {
    const faults: string[] = [];
    const access: EndpointSpec['access'] | undefined = endpoint.access;
    if (access === undefined) faults.push(`endpoint ${endpoint.id} has no access`);
    else if (typeof access === 'object' && !permissions.has(access.permission)) faults.push(`endpoint ${endpoint.id} wants the undeclared permission ${access.permission}`);
    const handlers = served.filter((id) => id === endpoint.id).length;
    if (handlers !== 1) faults.push(`endpoint ${endpoint.id} has ${handlers} use cases`);
    if (endpoint.accepts === 'multipart' && endpoint.file === undefined) faults.push(`endpoint ${endpoint.id} accepts multipart but declares no file`);
    for (const code of endpoint.refusals) if (!codes.has(code)) faults.push(`endpoint ${endpoint.id} lists the unknown refusal ${code}`);
    return faults;
  });
}

/** Every contradiction in the list of modules, in English, for the boot log; empty when there is none. */
export function checkModules(modules: readonly ModuleHead[], kernelCodes: readonly string[] = []): readonly string[] {
  const permissions = new Set(modules.flatMap((module) => Object.keys(module.permissions)));
  const codes = new Set([...kernelCodes, ...modules.flatMap((module) => module.refusalCodes)]);
  const strays = modules.flatMap((module) =>
    module.routes
      .filter((route) => !module.endpoints.some((endpoint) => endpoint.id === route.endpoint.id))
      .map((route) => `use case for ${route.endpoint.id}, which module ${module.name} does not declare`),
  );
  const undeclared = [...permissions].filter((name) => !isDeclaredPermission(name)).map((name) => `permission ${name} is not made by definePermissions`);
  return [...orderFaults(modules), ...duplicateFaults(modules), ...undeclared, ...strays, ...modules.flatMap((module) => endpointFaults(module, permissions, codes))];
}
