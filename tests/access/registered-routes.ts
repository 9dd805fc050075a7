import type { TestApp } from './open-app.ts';

/** `├── api/ (GET)` lines of the router as `GET /path`, sorted; what the router really serves. */
export function registeredRoutes(app: TestApp): readonly string[] {
  const stack: string[] = [];
  const found: string[] = [];
  for (const line of app.http.printRoutes({ commonPrefix: false }).split('\n')) {
    const match = /^([│├└─ ]*)(\S+)(?: \(([A-Z, ]+)\))?/.exec(line);
    if (match === null) continue;
    stack.length = (match[1] ?? '').length / 4 - 1;
    stack.push(match[2] ?? '');
    for (const method of (match[3] ?? '').split(', ').filter((name) => name !== '' && name !== 'HEAD')) found.push(`${method} ${stack.join('')}`);
  }
  return found.sort();
}
