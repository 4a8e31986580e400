/**
 * What a worker runs that is of a version. Orders stay with the version that began them, which is the worker's default. A
 * refund may wait for months and must not keep that version running so long: it moves on to the newest.
 */
import { setWorkflowOptions } from '@temporalio/workflow';
import { refundDue } from './refund-due.js';

// Not in refund-due.ts: from a worker without a version the server takes no task that says so.
setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, refundDue);

export * from './workflows.js';
