/**
 * How much of a stack is kept in a workflow. The SDK takes one for every promise, for the Call Stack of the Web UI, and that is
 * what an order costs a worker most (decision 0019).
 */
// Two of them are the SDK's own and left out. Whatever waits is listed one by one, so one tells where an order stands.
Error.stackTraceLimit = 3;
