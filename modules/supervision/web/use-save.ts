export { useWrite as useSave } from '#kernel/web/use-write.ts';
