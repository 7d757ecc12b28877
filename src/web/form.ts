import { SetMetadata } from '@nestjs/common';

/** Under what the action that shows the form is noted; read where answers are made. */
export const FORM = 'form';

/**
 * Names the action of the same controller that shows the form of this one. When what was typed cannot be taken, that action is asked again and
 * its page shown with what was typed and what is wrong with it (house rule 24).
 */
export const FormOf = (action: string) => SetMetadata(FORM, action);
