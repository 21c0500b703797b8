import { writeGenerated } from '../generated-file.ts';
import { openapiText } from './openapi-text.ts';

writeGenerated(new URL('../../../../docs/openapi.json', import.meta.url), openapiText(), process.argv);
