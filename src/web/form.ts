import { SetMetadata } from '@nestjs/common';

/** Under what the action that shows the form is noted; read where answers are made. */
export const FORM = 'form';

/**
 * Names the action of the same controller that shows the form of this one. When what was typed cannot be taken, that action is asked again and
 * its page shown with what was typed and what is wrong with it (house rule 24).
 */
export const FormOf = (action: string) => SetMetadata(FORM, action);

/** Under what the action is noted that goes before one. */
export const BEFORE = 'before';

/**
 * Names a method of the same controller that is called with the request before this action's transaction asks its first question: to take
 * what waits for another machine, as uploaded files. Its refusals are shown like those of the action.
 */
export const Before = (method: string) => SetMetadata(BEFORE, method);
