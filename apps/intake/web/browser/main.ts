import { askWhetherOpen, install } from './installed.js';
import { startForms } from './keep-form.js';
import { returnToReceipt } from './show-page.js';

if (!returnToReceipt()) {
  askWhetherOpen();
  void startForms();
}
install();
