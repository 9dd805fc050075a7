/** Made up for tests: figures of every kind that is used below, no place of the world. */
export const greenPlan = `青澜县生态建设行动方案

一、总体要求
(一)发展目标
2020年,全县地区生产总值增长8.5%左右。到2025年,全县森林覆盖率达到30%以上。
二、主要任务
(一)生态共治
1.建设绿色青澜
(1)推进国土绿化。完成森林抚育5万亩,建设农田林网10万亩,创建森林村庄3个。
(2)争创示范。争创省级生态园林县,编制《青澜县绿化规划》。
2025年主要指标预测见附表。
`;
export const greenPlanRevised = greenPlan.replace('(1)推进国土绿化。', '(1)推进国土绿化美化。').replace('建设农田林网10万亩,', '');
