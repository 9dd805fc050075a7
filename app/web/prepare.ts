import { config } from 'zod';
import { installTrustedTypesPolicy } from '#kernel/web/trusted-types.ts';

// Runs before any other module is loaded (start.ts): modules build schemas and write style text while loading.
installTrustedTypesPolicy();
// Zod otherwise probes `new Function`, which script-src 'self' reports as a violation.
config({ jitless: true });
