import { TemporalFailure } from '@temporalio/common';
import type { Logger as TemporalLogger, LogLevel } from '@temporalio/worker';
import { pino, type DestinationStream, type Logger } from 'pino';
import { referenceOf } from './workflows/contract.js';

/**
 * What may appear in a log line beside its message. A list of what is allowed, since what must never appear (the
 * key, a customer) can hide at any depth of anything that somebody hands to a logger.
 */
const allowed = new Set(
  (
    'namespace taskQueue workflowId runId workflowType activityId activityType attempt durationMs isLocal ' +
    'state sdkComponent reason signalName updateName queryType address upstream ' +
    'requestId method route status reference listening orderId traceId outcome attention metrics ' +
    'deploymentName buildId'
  ).split(' '),
);

/** Writes JSON lines, to standard output unless told otherwise. */
export function createLogger(to?: DestinationStream): Logger {
  const options = { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { log: onlyAllowed } };
  return pino(options, to ?? pino.destination(1));
}

/** Lets the Temporal runtime, its workers, workflows and activities log through pino. */
export function forTemporal(logger: Logger): TemporalLogger {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  const log = (level: LogLevel, message: string, meta: Record<string, unknown> = {}) =>
    logger[levels[level]](meta, message);
  return {
    log,
    trace: (message, meta) => log('TRACE', message, meta),
    debug: (message, meta) => log('DEBUG', message, meta),
    info: (message, meta) => log('INFO', message, meta),
    warn: (message, meta) => log('WARN', message, meta),
    error: (message, meta) => log('ERROR', message, meta),
  };
}

function onlyAllowed(meta: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries({ ...meta, ...joining(meta) }).filter(
    ([key, value]) => allowed.has(key) && (typeof value === 'string' || typeof value === 'number'),
  );
  const error = meta['error'] instanceof Error ? { error: viewError(meta['error']) } : {};
  return { ...Object.fromEntries(kept), ...error };
}

/** What joins the lines of the programs: the order they are about, and the trace, in our spelling. */
function joining({ workflowId, trace_id: traceId }: Record<string, unknown>): Record<string, unknown> {
  const reference = typeof workflowId === 'string' ? referenceOf(workflowId) : undefined;
  return { ...(reference !== undefined && { reference }), ...(traceId !== undefined && { traceId }) };
}

/** A failure of ours is told by its words; of a bug, where it is. Never its other fields, nor its cause. */
function viewError(error: Error): object {
  const type = 'type' in error && typeof error.type === 'string' ? error.type : error.name;
  if (error instanceof TemporalFailure) return { type, message: error.message };
  return { type, message: error.message, stack: error.stack };
}
