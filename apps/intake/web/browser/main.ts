import { startForms } from './keep-form.js';
import { returnToReceipt } from './show-page.js';

if (!returnToReceipt()) void startForms();
