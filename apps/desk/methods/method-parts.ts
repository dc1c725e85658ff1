import { ChangeMethod } from './change-method.js';
import { EditReach } from './edit-reach.js';
import { ListReachable } from './list-reachable.js';
import { SubscribeBrowser } from './subscribe-browser.js';
import { MethodController } from './method.controller.js';
import { NotePushShown } from './note-push-shown.js';
import { PushShownController } from './push-shown.controller.js';

/** What the desk says and does about how people are paged. */
export const methodParts = {
  controllers: [MethodController, PushShownController],
  providers: [EditReach, ChangeMethod, ListReachable, SubscribeBrowser, NotePushShown],
} as const;
