/**
 * Sentences written by us for milestones. Expectation: "kind verb|object modality control period"; period is the year,
 * the day, "within a-b" or "-". A line that starts with "#" in the text opens a section with that title.
 */
export interface MilestoneCase {
  readonly text: string;
  readonly want: readonly string[];
}

const c = (text: string, ...want: string[]): MilestoneCase => ({ text, want });

export const MILESTONE_CASES: readonly MilestoneCase[] = [
  c('争创国家级创新型县。', 'designation 争创|国家级创新型县 strive owner -'),
  c('积极创建国家级经济开发区,争创云北承接产业转移示范区。', 'designation 创建|国家级经济开发区 aim owner -', 'designation 争创|云北承接产业转移示范区 strive owner -'),
  c(
    '到2027年,努力将云安打造成为新型工业化示范区、优质农产品供应地和文化旅游目的地。',
    'designation 打造成为|新型工业化示范区 strive owner 2027',
    'positioning 打造成为|优质农产品供应地 strive owner 2027',
    'positioning 打造成为|文化旅游目的地 strive owner 2027',
  ),
  c('力争通过3-5年努力创建国家级高新区。', 'designation 创建|国家级高新区 strive owner within 3-5'),
  c('力争建成国家级电子商务进农村综合示范县。', 'designation 建成|国家级电子商务进农村综合示范县 strive owner -'),
  c('积极争创省级“电商镇”、“电商村”。', 'designation 争创|省级“电商镇” strive owner -', 'designation 争创|“电商村” strive owner -'),
  c('助力云阳创建国家级创新型城市。', 'designation 创建|国家级创新型城市 aim support -'),
  c('积极争取纳入整县推进农作物秸秆综合利用试点。', 'designation 争取纳入|整县推进农作物秸秆综合利用试点 strive seek -'),
  c('启动国家5A级旅游景区的创建。', 'start 启动|国家5A级旅游景区 aim owner -'),
  c('打造省级全域旅游目的地。', 'designation 打造|省级全域旅游目的地 aim owner -'),
  c('确保2026年创成全国文明城市。', 'designation 创成|全国文明城市 must owner 2026'),
  c('创建国家卫生县城、国家园林县城。', 'designation 创建|国家卫生县城 aim owner -', 'designation 创建|国家园林县城 aim owner -'),
  c('申报国家级人才特区。', 'designation 申报|国家级人才特区 aim seek -'),
  c('依托龙头企业争创国家级重点实验室。', 'designation 争创|国家级重点实验室 strive owner -'),
  c('支持青石镇争创全国重点镇。', 'designation 争创|全国重点镇 strive support -'),
  c('全面完成县城主次干道“白改黑”工程。', 'completion 全面完成|县城主次干道“白改黑”工程 aim owner -'),
  c('2025年底前建成云安大数据中心。', 'completion 建成|云安大数据中心 aim owner 2025-12-31'),
  c('确保云清高速公路2026年底前建成通车。', 'completion 建成通车|云清高速公路 must owner 2026-12-31'),
  c('2026年6月底前,开工建设云安人民医院新院区。', 'start 开工建设|云安人民医院新院区 aim owner 2026-06-30'),
  c('2024年10月底前,建立部门联席会议制度。', 'completion 建立|部门联席会议制度 aim owner 2024-10-31'),
  c('完善项目库。(责任单位:县发改委;完成时限:2023年12月底前)', 'deadline | must owner 2023-12-31'),
  c('完善项目库。(责任单位:县发改委;完成时限:2024年)', 'deadline | must owner 2024-12-31'),
  c('推进青石抽水蓄能电站建设,力争2027年投产。', 'completion 投产|青石抽水蓄能电站 strive owner 2027'),
  c('推进青石抽水蓄能电站建设,加强生态保护,力争2027年投产,力争2027年投产。', 'completion 投产|青石抽水蓄能电站 strive owner 2027'),
  c('推进青石水库建设,争创国家级水利风景区,力争2026年完工,2027年投用。', 'completion 完工|青石水库 strive owner 2026', 'designation 争创|国家级水利风景区 strive owner -'),
  c('建设云安体育中心(占地120亩,2026年6月建成)。', 'completion 建成|云安体育中心 aim owner 2026-06-30'),
  c('推进省级现代农业产业园创建。', 'designation 创建|省级现代农业产业园 aim owner -'),
  c('创建国家生态文明建设示范市。', 'designation 创建|国家生态文明建设示范市 aim owner -'),
  c('创建一批休闲农业知名品牌。'),
  c('创建省级森林城市1个、森林村庄25个。'),
  c('开展创建节约型机关、绿色家庭、绿色学校等行动。'),
  c('打造千亿级新材料产业集群。'),
  c('以建设世界级制造基地为目标,推动园区发展。'),
  c('打造“一区多园”的产业发展格局。'),
  c('努力培育全国知名的信用服务机构。'),
  c('围绕加快建设国家创新型城市,引进科研团队。'),
  c('已建成国家级经济开发区。'),
  c('提升创建工作水平。'),
  c('#指导思想\n打造承接产业转移示范区,奋力建设现代化新云安。'),
  c('建设一批国家级、省级示范区和示范企业。'),
];
