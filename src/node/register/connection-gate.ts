import { Agent, globalAgent, type ClientRequest, type RequestOptions } from "node:http";
import { globalAgent as globalSecureAgent } from "node:https";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";

/** Keeps a request of Node's HTTP client from connecting until it may. */
export interface ConnectionGate {
  /** What Node is given in place of the agent; it looks like it in all but that it connects nothing. */
  readonly agent: Agent;
  /** Gives the request its own agent back, which it holds on to after it was made. */
  settle(request: ClientRequest): void;
  /** Connects as Node would have done at once. */
  open(request: ClientRequest): void;
}

type Connect = (options: object, done: (error: Error | null, socket: Duplex) => void) => Duplex | null | undefined;
type Adding = { addRequest(request: ClientRequest, options: object, ...rest: unknown[]): void };

/** A gate for the options of a request that is yet to be made. */
export function gateFor(options: RequestOptions, secure: boolean): ConnectionGate {
  const real = agentOf(options, secure);
  let held: readonly [object, ...unknown[]] = [options];
  const hold = (_: ClientRequest, ...args: [object, ...unknown[]]): void => void (held = args);
  return {
    // Read on the agent itself, whose getters may need it: some agents of proxies tell by the stack who asks.
    agent: new Proxy((real ?? standIn(secure)) as Agent, { get: (target, key) => (key === "addRequest" ? hold : (Reflect.get(target, key, target) as unknown)) }),
    settle: (request) => void Object.assign(request, { agent: real }),
    open(request) {
      const [own, ...rest] = held;
      // The agents of `agent-base` look for `https` on the stack otherwise, which is gone by now.
      if (real !== undefined) (real as unknown as Adding).addRequest(request, { ...own, agent: real, secureEndpoint: secure }, ...rest);
      else connectBy(request, own as RequestOptions);
    },
  };
}

function agentOf(options: RequestOptions, secure: boolean): Agent | undefined {
  const { agent } = options;
  const usual = (options as { _defaultAgent?: Agent })._defaultAgent ?? (secure ? globalSecureAgent : globalAgent);
  if (agent === false) return new (usual.constructor as new () => Agent)();
  if (agent === undefined || agent === null) return typeof options.createConnection === "function" ? undefined : usual;
  return agent as Agent;
}

/** For a request that brings its own connection and has no agent: closed after the answer, as Node has it. */
function standIn(secure: boolean): object {
  const [defaultPort, protocol] = secure ? [443, "https:"] : [80, "http:"];
  return { defaultPort, protocol, keepAlive: false, maxSockets: Number.POSITIVE_INFINITY, options: {}, addRequest: undefined };
}

function connectBy(request: ClientRequest, options: RequestOptions): void {
  const { agent: _, path: __, ...rest } = options;
  const own = { ...rest, ...(options.socketPath === undefined ? {} : { path: options.socketPath }) };
  let connected = false;
  const done = (error: Error | null | undefined, socket: Duplex): void => {
    if (connected) return;
    connected = true;
    if (error) process.nextTick(() => request.emit("error", error));
    else request.onSocket(socket as Socket);
  };
  try {
    const socket = typeof options.createConnection === "function" ? (options.createConnection as Connect)(own, done) : connect(own as never);
    if (socket) done(null, socket);
  } catch (error) {
    done(error as Error, undefined as never);
  }
}
