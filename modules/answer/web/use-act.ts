export { useWrite as useAct } from '#kernel/web/use-write.ts';
