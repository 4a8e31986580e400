import type { Story } from '../story.js';
import { byHand } from './by-hand.js';
import { calledOff } from './called-off.js';
import { crash } from './crash.js';
import { lateMoney } from './late-money.js';
import { lostCreate } from './lost-create.js';
import { paid } from './paid.js';
import { paymentPage } from './payment-page.js';
import { trouble } from './trouble.js';
import { unpaid } from './unpaid.js';

/** All stories, in the order in which they are told. */
export const stories: readonly Story[] = [
  paid,
  unpaid,
  calledOff,
  lateMoney,
  paymentPage,
  trouble,
  lostCreate,
  byHand,
  crash,
];
