import { OrdersError } from '../client.js';

/** The settings of this command will not do. */
export class WrongSettings extends OrdersError {
  readonly code = 'wrong_settings';
}

/** No Temporal server answers where the settings say that one is. Nothing was sent. */
export class NotConnected extends OrdersError {
  readonly code = 'not_connected';
}
