import { limits, periods, type RefusalCode } from '@wowlab/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { authenticateUser } from '../auth/authenticate-user.ts';
import { checkNodeHeaders, verifyNode } from '../auth/authenticate-node.ts';
import { publicAuthority } from '../auth/public-authority.ts';
import { logSecurityEvent, type SecurityEvent } from '../security-event.ts';
import type { Services } from '../services.ts';
import { type Check, compileCheck } from './compile-check.ts';
import { guardRequest } from './guard-request.ts';
import { refuse, type Refused } from './outcome.ts';
import { parseJson } from './parse-json.ts';
import { type RateName, rates } from './rates.ts';
import type { Caller } from '../auth/caller.ts';
import type { AnyRoute } from './route.ts';
import { sendOutcome, sendRefusal } from './send-outcome.ts';

const noBody = new Uint8Array(0);
const guest: Caller = { kind: 'guest' };
const isRefused = (value: object): value is Refused => 'kind' in value && value.kind === 'refused';

/** Refusals that an operator wants to see, by the name they are counted under. */
const securityEvents: Readonly<Partial<Record<RefusalCode, SecurityEvent>>> = {
  'bad-signature': 'bad-signature',
  'weak-key': 'weak-key',
  replayed: 'replayed-request',
  'bad-enrolment': 'bad-enrolment',
  unauthenticated: 'bad-token',
  'too-many-requests': 'rate-limited',
};

interface Counted {
  readonly name: RateName;
  readonly who: string;
}

/** How often the caller may call this route, and under which names it is counted. */
const ratesOf = (route: AnyRoute, caller: Caller, address: string): readonly Counted[] => {
  if (route.auth === 'registering-node') return [{ name: 'register', who: address }];
  if (caller.kind === 'node') return [{ name: route.rate ?? 'node', who: caller.id }];
  if (caller.kind === 'user') {
    const own = { name: route.rate ?? 'read', who: caller.id };
    return route.rate === 'claim' ? [own, { name: 'claimAddress', who: address }] : [own];
  }
  return route.method === 'POST' ? [{ name: 'session', who: address }] : [];
};

/** Serves one route: guard, authenticate, parse, one call, map the outcome. */
export const mountRoute = (app: FastifyInstance, route: AnyRoute, services: Services): void => {
  const { coordination, context, metrics } = services;
  const authorityOf = publicAuthority(services.config.publicOrigins);
  const checks: { readonly body?: Check; readonly params?: Check; readonly query?: Check } = {
    ...(route.body === undefined ? {} : { body: compileCheck(route.body, 'body', 'invalid-request') }),
    // An id of another form names nothing.
    ...(route.params === undefined ? {} : { params: compileCheck(route.params, 'path', 'not-found') }),
    ...(route.query === undefined ? {} : { query: compileCheck(route.query, 'query', 'invalid-request') }),
  };
  const isNodeRoute = route.auth === 'node' || route.auth === 'registering-node';
  const callers = new WeakMap<FastifyRequest, Caller>();

  const send = (reply: FastifyReply, refused: Refused): FastifyReply => {
    const event = securityEvents[refused.code];
    if (event !== undefined) {
      metrics.securityEvents.inc({ type: event });
      const { id, ip } = reply.request;
      logSecurityEvent(services.log, event, {
        route: route.operation,
        address: ip,
        requestId: id,
        detail: refused.detail,
      });
    }
    return sendRefusal(reply, refused, metrics);
  };

  /** Before the body is read: what the headers alone decide. */
  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const guarded = guardRequest(request);
    if (guarded !== null) return send(reply, guarded);
    if (isNodeRoute) {
      const refused = checkNodeHeaders(request, services);
      return refused === null ? undefined : send(reply, refused);
    }
    const { authorization } = request.headers;
    if (route.auth === 'none' || (route.auth === 'user-or-guest' && authorization === undefined)) {
      callers.set(request, guest);
      return undefined;
    }
    const user = await authenticateUser(authorization, services.userTokens);
    if (isRefused(user)) return send(reply, user);
    callers.set(request, user);
    return undefined;
  };

  const refuseRate = async (caller: Caller, address: string): Promise<Refused | null> => {
    for (const { name, who } of ratesOf(route, caller, address)) {
      const decision = await coordination.allow(`${name}:${who}`, rates[name]);
      if (decision.kind === 'limited') {
        return refuse('too-many-requests', `This caller may do this every ${rates[name].periodMs} ms on average.`, {
          retryAfterMs: decision.retryAfterMs,
        });
      }
    }
    return null;
  };

  /** A verified signature counts once: the nonce is remembered longer than the signature is fresh. */
  const refuseReplay = async (nodeId: string, nonce: string): Promise<Refused | null> =>
    (await coordination.rememberNonce(`${nodeId}:${nonce}`, context.newId(), periods.nonceMs))
      ? null
      : refuse('replayed', 'The nonce of this signature was used before.');

  const admit = async (request: FastifyRequest, rawBody: Uint8Array): Promise<Caller | Refused> => {
    if (!isNodeRoute) {
      const caller = callers.get(request) ?? guest;
      return (await refuseRate(caller, request.ip)) ?? caller;
    }
    const node = await verifyNode(
      request,
      rawBody,
      authorityOf(request.headers.host),
      route.auth !== 'node' ? 'body' : route.admitsRevoked === true ? 'registry-even-revoked' : 'registry',
      services,
    );
    if (isRefused(node)) return node;
    // Both at once: one round trip, and neither has an effect beyond its own count.
    const [replayed, limited] = await Promise.all([refuseReplay(node.id, node.nonce), refuseRate(node, request.ip)]);
    return replayed ?? limited ?? { kind: 'node', id: node.id };
  };

  const parseBody = (rawBody: Uint8Array): { readonly value: unknown } | Refused => {
    if (rawBody.length === 0)
      return route.body === undefined
        ? { value: undefined }
        : refuse('invalid-body', 'There is no body; JSON is wanted.');
    const parsed = parseJson(rawBody);
    if (parsed.kind === 'invalid') return refuse('invalid-body', `The body is not taken: ${parsed.problem}.`);
    if (route.body !== undefined) return checks.body?.(parsed.value) ?? parsed;
    const isEmptyObject =
      typeof parsed.value === 'object' && parsed.value !== null && Object.keys(parsed.value).length === 0;
    return isEmptyObject ? parsed : refuse('invalid-request', 'This route takes no body, or an empty object.');
  };

  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const rawBody = request.body instanceof Uint8Array ? request.body : noBody;
    const caller = await admit(request, rawBody);
    if (isRefused(caller)) return send(reply, caller);
    const wrong = checks.params?.(request.params) ?? checks.query?.(request.query);
    if (wrong) return send(reply, wrong);
    const body = parseBody(rawBody);
    if (isRefused(body)) return send(reply, body);
    const outcome = await route.handle(
      {
        caller,
        body: body.value,
        params: request.params as Record<string, unknown>,
        query: request.query as Record<string, unknown>,
        header: (name) => {
          const value = request.headers[name];
          return Array.isArray(value) ? value[0] : value;
        },
        rawBody,
        address: request.ip,
        requestId: request.id,
      },
      services,
    );
    if (outcome.kind === 'refused') return send(reply, outcome);
    return sendOutcome(reply, outcome, metrics);
  };

  app.route({
    method: route.method,
    url: route.url,
    bodyLimit: route.bodyLimit ?? limits.smallBodyBytes,
    // Its headers are for browsers, and cost a node's exchange a twentieth of its time.
    ...(isNodeRoute ? { helmet: false } : {}),
    onRequest,
    handler,
  });
};
