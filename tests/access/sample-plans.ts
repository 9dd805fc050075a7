/** Plan texts of our own for tests: an invented county, invented figures. */
export const riverPlan = `青澜县河湖整治工作方案
为改善全县水环境，制定本方案。
一、总体要求
（一）工作目标
到2031年，整治河道12公里以上，水质达标率达到95%左右。
二、重点任务
（一）治理城区河道
1.完善排水管网。(1)新建雨水管网8公里。(2)改造泵站3座，每座投资100%到位。
2.加强日常巡查，每月巡查不少于2次。
三、保障措施
（一）加强组织领导。成立领导小组，责任单位：县水利局、县住建局。
`;

/** The same plan a year on: one figure changed. */
export const riverPlanRevised = riverPlan.replace('12公里', '15公里');

export const roadPlan = `青澜县乡村道路提升工作方案
一、总体要求
到2031年，提升乡村道路40公里，占比_约100%。
二、重点任务
（一）提升县乡道路。推进 C:\\路网 数据整理。
`;

/** No mark at all. */
export const proseOnly = '青澜的河水在春天上涨。\n人们沿河种下柳树。\n';
