import {
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
  type ConnectionOptions,
} from '@temporalio/client';

/**
 * How the gateway connects to Temporal. A call that is refused is tried four times within a second, where the SDK would try for
 * as long as the caller waits: who is told so soon can come back, and anything may be repeated. A server that is slow
 * refuses nothing, and is waited for.
 */
export const impatient: ConnectionOptions = {
  // A server that is there answers at once; who starts a gateway without one should not wait long to be told.
  connectTimeout: 3_000,
  interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions({ maxAttempts: 4 }))],
};
