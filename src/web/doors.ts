import { SetMetadata } from '@nestjs/common';

/** Who may enter; read by the session's guard. */
export const SIDE = 'side';
export const OPEN = 'open';
export const ADMINISTRATORS = 'administrators';

/** For members of one side only (R64, R68); without a name the side is the address's first part. */
export const Side = (side: 'crm' | 'invoicing' | 'by-path' = 'by-path') => SetMetadata(SIDE, side);

/** For everybody, signed in or not. */
export const Open = () => SetMetadata(OPEN, true);

/** For owners and administrators (R75): of the side where the door is one side's, else of either. */
export const Administrators = () => SetMetadata(ADMINISTRATORS, true);
