import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Two builds from one file: `--mode console` → dist/web (browser), `--mode portal` → dist/portal (server rendering).
// The `#…` specifiers are package.json "imports"; Vite resolves them by itself.
export default defineConfig(({ mode }) =>
  mode === 'portal'
    ? {
        base: '/',
        plugins: [react()],
        publicDir: false,
        build: {
          ssr: 'app/portal/entry.tsx',
          outDir: 'dist/portal',
          emptyOutDir: true,
          ssrEmitAssets: true,
          assetsInlineLimit: 0,
          target: 'node24',
          minify: false,
          rollupOptions: { output: { entryFileNames: 'entry.js', assetFileNames: 'assets/[name]-[hash][extname]' } },
        },
      }
    : {
        root: 'app/web',
        base: '/console/',
        plugins: [react()],
        publicDir: false,
        build: {
          outDir: '../../dist/web',
          emptyOutDir: true,
          // Only from files of our own origin, so that the page's policy can be script-src 'self'.
          assetsInlineLimit: 0,
          modulePreload: { polyfill: false },
          target: 'es2023',
          manifest: true,
          chunkSizeWarningLimit: 1500,
        },
      },
);
