export * from './faulty-link.ts';
export * from './start-linked-stack.ts';
export * from './start-stack.ts';
