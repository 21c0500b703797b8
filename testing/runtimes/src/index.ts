export { type FindNode, findNode, type NodeRelease, nodeReleases } from './find-node.ts';
export { launchChromium } from './launch-chromium.ts';
