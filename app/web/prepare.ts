import { config } from 'zod';
import { installTrustedTypesPolicy } from '#kernel/web/trusted-types.ts';

// Must be the first import of main.tsx: later modules may build schemas or write style text while loading.
installTrustedTypesPolicy();
// Zod otherwise probes `new Function`, which script-src 'self' reports as a violation.
config({ jitless: true });
