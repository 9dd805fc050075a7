/** What people type to prove who they are: bounded in length before anything is done with it. */
import { z } from 'zod';

/** As typed; what may be an account name is decided when one is made, not when somebody signs in. */
export const typedAccountSchema = z.string().min(1).max(100).meta({ label: '账号' });
/** Four bytes a character and 128 characters, with room for a clear answer to longer ones. */
export const typedPasswordSchema = z.string().min(1).max(1000).meta({ label: '密码' });
export const totpCodeSchema = z.string().min(1).max(20).meta({ label: '动态口令' });
export const oneTimeCodeSchema = z.string().min(1).max(100).meta({ label: '一次性代码' });
export const reasonSchema = z.string().trim().min(2, '请写明理由，至少2个字').max(500).meta({ label: '理由' });
export const displayNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]*$/u, '「姓名」含有看不见的字符，请删去后重新输入')
  .meta({ label: '姓名' });
