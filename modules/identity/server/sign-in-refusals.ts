/** Refusals of signing in. They never tell whether an account exists. */
import { refusals } from '#kernel/refusals.ts';

const waitText = (seconds: number): string => (seconds < 90 ? `${seconds}秒` : `${Math.ceil(seconds / 60)}分钟`);
const waitFacts = ({ seconds }: { readonly seconds: number }) => ({ retryAfterSeconds: seconds });

export const signInRefusals = refusals('sign_in', {
  failed: { status: 401, title: '登录没有成功', detail: () => '账号或密码不正确。请检查大小写和输入法后重试；忘记密码请联系本单位管理员。' },
  locked: {
    status: 429,
    title: '请稍后再试',
    detail: (facts: { seconds: number }) => `连续失败次数较多，请在${waitText(facts.seconds)}后再试。已设置通行密钥的，可以改用通行密钥登录，不受此限制。`,
    facts: waitFacts,
  },
  busy: { status: 429, title: '登录的人较多', detail: (facts: { seconds: number }) => `现在登录的人较多，请在${waitText(facts.seconds)}后重试。`, facts: waitFacts },
  suspended: { status: 403, title: '账号不能使用', detail: () => '密码正确，但该账号已停用或已注销。请联系本单位管理员。' },
  no_demo: { status: 403, title: '没有演示登录', detail: () => '演示登录只在开发模式下、从本机打开时可用，且只用于演示账号。请用自己的账号登录。' },
  session_not_found: { status: 404, title: '没有这次登录', detail: () => '没有这次登录，或它已经结束。请刷新页面。' },
  no_password: { status: 409, title: '该账号没有密码', detail: () => '该账号用统一身份认证、通行密钥或演示登录，没有本系统的密码。请在原来的地方修改。' },
  code_wrong: { status: 401, title: '口令不正确', detail: () => '动态口令不正确、已过期或已经用过。请等验证器显示下一个口令后重试；多次不对时请校准手机时间。' },
  factor_missing: { status: 409, title: '还没有设置第二因素', detail: () => '还没有设置动态口令或通行密钥。请先在「我的账户」中设置。' },
  factor_needed: { status: 403, title: '请先确认身份', detail: () => '更改第二因素之前，请输入现在的密码，或先完成一次第二因素验证。' },
  factor_exists: { status: 409, title: '已经设置动态口令', detail: () => '已经设置了动态口令。要更换请先移除原来的。' },
  enrolment_missing: { status: 409, title: '没有进行中的设置', detail: () => '没有进行中的设置，或已过期。请重新开始。' },
  passkey_wrong: { status: 401, title: '通行密钥验证没有通过', detail: () => '通行密钥验证没有通过。请重试；若更换过设备，请改用其他方式。' },
  passkey_not_found: { status: 404, title: '没有这个通行密钥', detail: () => '没有这个通行密钥，或已移除。请刷新页面。' },
  passkey_unusable: { status: 409, title: '此地址不能使用通行密钥', detail: () => '浏览器只允许在域名下使用通行密钥，不能用数字地址。请用域名（本机用 localhost）打开后重试。' },
  last_factor: { status: 409, title: '不能移除最后一个第二因素', detail: () => '您的岗位必须有第二因素。请先设置另一个，再移除这一个。' },
  provider_unknown: { status: 404, title: '没有这个认证方', detail: () => '没有配置这个统一身份认证。请从登录页选择登录方式。' },
  provider_silent: { status: 503, title: '统一身份认证没有答复', detail: () => '暂时连不上统一身份认证。请稍后重试，或改用其他登录方式。' },
  provider_refused: { status: 401, title: '统一身份认证没有通过', detail: () => '统一身份认证的答复无效、已过期或已经用过。请回到登录页重新开始。' },
  not_linked: { status: 403, title: '没有关联的账号', detail: () => '您的身份有效，但没有与本系统的账号关联。工作人员请先用账号密码登录，在「我的账户」中关联。' },
  linked_elsewhere: { status: 409, title: '已关联其他账号', detail: () => '该身份已经关联了一个账号。一个身份只能关联一个账号；如有疑问请联系系统管理员。' },
  offline_account: { status: 409, title: '该账号由统一身份认证管理', detail: () => '该账号由统一身份认证管理，没有本系统的密码，不能在这里找回。请到统一身份认证处办理。' },
});
