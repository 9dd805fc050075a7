import { defineWebModule } from '#kernel/web/web-module.ts';

export const identityWebModule = defineWebModule({ name: 'identity', menu: [], routes: [] });
