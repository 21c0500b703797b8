export * from './start-stack.ts';
