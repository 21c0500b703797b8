import { allRoutes } from '../routes/all-routes.ts';
import { sentinelVersion } from '../version.ts';
import { openapiDocument } from './openapi-document.ts';

/** The API description as served and as committed in docs/openapi.json. */
export const openapiText = (): string => `${JSON.stringify(openapiDocument(allRoutes, sentinelVersion), null, 2)}\n`;
