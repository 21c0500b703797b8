export { binaryUnderTest, bootServer } from './server-under-test.ts';
