import type { MetricMeter } from '@temporalio/common';
import { makeTelemetryFilterString, Runtime, type Logger } from '@temporalio/worker';
import type { Checked } from '../domain/problem.js';
import { workerEnvironment } from '../worker-settings.js';
import { workerMetrics } from './metrics.js';

/**
 * Installs Temporal's runtime with our logger, and sets what it reads of the environment. With an address it serves the metrics of the SDK and ours there, under
 * /metrics; without one, what is recorded with the meter goes nowhere.
 */
export function installRuntime(logger: Logger, metricsAddress: string | undefined): Checked<MetricMeter> {
  for (const [name, value] of Object.entries(workerEnvironment)) process.env[name] ??= value;
  try {
    const runtime = Runtime.install({
      logger,
      telemetryOptions: {
        logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
        ...(metricsAddress !== undefined && { metrics: { prometheus: asPrometheusHasIt(metricsAddress) } }),
      },
    });
    return { value: runtime.metricMeter };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { problems: [{ field: 'METRICS_ADDRESS', expected: `expected where it can listen: ${words}` }] };
  }
}

// The SDK's own bars begin at 100 ms, by which a customer has noticed.
const waits = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

function asPrometheusHasIt(bindAddress: string) {
  const buckets = workerMetrics.flatMap(({ name, buckets }) => (buckets ? [[name, [...buckets]]] : []));
  return {
    bindAddress,
    countersTotalSuffix: true,
    unitSuffix: true,
    useSecondsForDurations: true,
    histogramBucketOverrides: {
      ...(Object.fromEntries(buckets) as Record<string, number[]>),
      workflow_task_schedule_to_start_latency: waits,
      activity_schedule_to_start_latency: waits,
    },
  };
}
