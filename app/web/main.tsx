import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from '#kernel/web/queries.ts';
import { AppTheme } from '#ui/app-theme.tsx';
import { webModules } from '../modules.web.ts';
import { buildRouter } from './router.tsx';
import './console.css';

const mount = document.getElementById('root');
if (mount === null) throw new Error('index.html has no #root');

createRoot(mount).render(
  <StrictMode>
    <AppTheme>
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={buildRouter(webModules)} />
      </QueryClientProvider>
    </AppTheme>
  </StrictMode>,
);
