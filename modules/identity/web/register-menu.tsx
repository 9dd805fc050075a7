import type { ActionOffer } from '#kernel/decision.ts';

export const RegisterMenu = (_props: { readonly offer: ActionOffer; readonly on: string }) => null;
