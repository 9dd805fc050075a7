import { defineConfig } from 'vitest/config';

const anywhere = ['app', 'kernel', 'libs', 'ui', 'modules', 'db', 'examples', 'scripts', 'tests'];
const under = (pattern: string) => anywhere.map((folder) => `${folder}/**/${pattern}`);
const ignored = ['**/node_modules/**', '**/dist/**', '**/.luoshi/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: ['tests/harness/pin-seed.ts'],
          include: [...under('*.test.ts'), ...under('*.test.tsx')],
          exclude: [...ignored, '**/*.db.test.ts', 'tests/arch/**'],
          isolate: false,
          testTimeout: 60_000,
        },
      },
      { test: { name: 'arch', include: ['tests/arch/**/*.test.ts'], exclude: ignored, testTimeout: 120_000 } },
      {
        test: {
          name: 'db',
          expect: { poll: { timeout: 10_000 } },
          include: under('*.db.test.ts'),
          exclude: ignored,
          setupFiles: ['tests/harness/pin-seed.ts'],
          globalSetup: ['tests/harness/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      // A browser on a busy machine may miss a moment: what is awaited may take seconds, a failed journey is walked once more, and the report says so.
      {
        test: {
          name: 'e2e',
          retry: 1,
          expect: { poll: { timeout: 20_000 } },
          include: ['e2e/**/*.e2e.ts'],
          exclude: ignored,
          testTimeout: 180_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
