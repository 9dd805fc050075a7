/** Chinese names of the modules whose parameters are listed; the prefix of the code says which. */
const moduleTitles: Readonly<Record<string, string>> = {
  identity: '组织与权限',
  sign: '登录',
  plan: '方案',
  indicator: '指标',
  answer: '条款应答',
  evidence: '证据',
  task: '任务与调度',
  round: '调度',
  light: '亮灯',
  supervision: '督办',
  blockage: '协调事项',
  meeting: '会议',
  burden: '减负',
  settings: '设置',
};

export const moduleTitleOf = (code: string): string => {
  const prefix = code.slice(0, code.indexOf('.'));
  return moduleTitles[prefix] ?? prefix;
};
