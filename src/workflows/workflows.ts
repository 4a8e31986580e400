/** What a worker runs: the workflow types, by the names that are stored in histories. */
export { orderSaga } from './order-saga.js';
export { refundDue } from './refund-due.js';
