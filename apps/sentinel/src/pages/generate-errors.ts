import { writeGenerated } from '../generated-file.ts';
import { errorsMarkdown } from './errors-markdown.ts';

writeGenerated(new URL('../../../../docs/errors.md', import.meta.url), errorsMarkdown(), process.argv);
