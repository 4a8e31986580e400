/** What a command ends with. Scripts rely on these numbers: changing one is a breaking change. */
export const exitStatus = {
  done: 0,
  failed: 1,
  wrongInput: 2,
  notFound: 3,
  refused: 4,
  unavailable: 5,
  noTickets: 6,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

export const meaningOf: Readonly<Record<ExitStatus, string>> = {
  0: 'done',
  1: 'failed: wrong settings, Temporal not set up, a doctor that found something wrong, anything unexpected',
  2: 'wrong arguments, or a request with faults; each field is named, and nothing was sent',
  3: 'there is no such order, or nothing is owed for this payment',
  4: 'refused: the reference is taken, the order is paid already, or is not waiting for help',
  5: 'Temporal cannot be reached, or did not answer in time: repeat the same command, it is safe',
  6: 'carried out, but the order has ended without tickets (place, status --watch), or the money is owed back (pay, cancel)',
};

/** The status for each `code` of an error; for any other it is 1. */
export const statusOfCode: Readonly<Partial<Record<string, ExitStatus>>> = {
  invalid_input: exitStatus.wrongInput,
  wrong_arguments: exitStatus.wrongInput,
  order_not_found: exitStatus.notFound,
  payment_not_owed: exitStatus.notFound,
  reference_taken: exitStatus.refused,
  already_paid: exitStatus.refused,
  needs_no_help: exitStatus.refused,
  unavailable: exitStatus.unavailable,
  not_connected: exitStatus.unavailable,
  no_outcome: exitStatus.failed,
  not_set_up: exitStatus.failed,
  unreadable: exitStatus.failed,
  wrong_settings: exitStatus.failed,
};
