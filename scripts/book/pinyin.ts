/**
 * The syllables of pinyin, each with a character that is read so and that Unicode's collation (CLDR, `pinyin`) also
 * takes to be read so: readings in letters can then be sorted among words without one.
 */
const SYLLABLES = new Map(
  `
  a阿 ai哀 an安 ang肮 ao凹
  ba八 bai白 ban班 bang帮 bao包 bei杯 ben奔 beng崩 bi逼 bian边 biao标 bie憋 bin宾 bing兵 bo拨 bu不
  ca擦 cai猜 can参 cang仓 cao操 ce册 cen岑 ceng层 cha插 chai拆 chan搀 chang昌 chao超 che车 chen尘 cheng称
  chi吃 chong充 chou抽 chu出 chuai揣 chuan川 chuang窗 chui吹 chun春 chuo戳 ci词 cong聪 cou凑 cu粗 cuan蹿
  cui催 cun村 cuo搓
  da搭 dai呆 dan丹 dang当 dao刀 de德 den扽 deng灯 di低 dia嗲 dian颠 diao刁 die爹 ding丁 diu丢 dong东 dou兜
  du督 duan端 dui堆 dun吨 duo多
  e鹅 en恩 er儿
  fa发 fan番 fang方 fei飞 fen分 feng风 fo坲 fou否 fu夫
  ga嘎 gai该 gan干 gang刚 gao高 ge哥 gei给 gen根 geng耕 gong工 gou沟 gu姑 gua瓜 guai乖 guan关 guang光 gui归
  gun滚 guo锅
  ha哈 hai海 han寒 hang航 hao好 he喝 hei黑 hen恨 heng横 hong轰 hou后 hu呼 hua花 huai怀 huan欢 huang荒 hui灰
  hun昏 huo活
  ji机 jia家 jian间 jiang江 jiao交 jie街 jin今 jing京 jiong窘 jiu究 ju居 juan捐 jue决 jun军
  ka咖 kai开 kan刊 kang康 kao考 ke科 ken肯 keng坑 kong空 kou口 ku枯 kua夸 kuai快 kuan宽 kuang筐 kui亏 kun昆
  kuo扩
  la拉 lai来 lan兰 lang郎 lao捞 le乐 lei雷 leng冷 li离 lian连 liang良 liao聊 lie列 lin林 ling灵 liu溜
  long龙 lou楼 lu路 lv驴 luan乱 lve略 lun轮 luo罗
  ma妈 mai买 man满 mang忙 mao猫 me么 mei没 men门 meng蒙 mi迷 mian棉 miao苗 mie灭 min民 ming明 miu谬 mo摸
  mou谋 mu木
  na拿 nai奶 nan南 nang囊 nao闹 ne呢 nei内 nen嫩 neng能 ni泥 nian年 niang娘 niao鸟 nie捏 nin您 ning宁 niu牛
  nong农 nou耨 nu奴 nv女 nuan暖 nve虐 nuo挪
  o哦 ou欧
  pa趴 pai拍 pan潘 pang旁 pao抛 pei呸 pen喷 peng朋 pi批 pian偏 piao飘 pie撇 pin拼 ping平 po坡 pou剖 pu扑
  qi七 qia掐 qian千 qiang枪 qiao敲 qie切 qin亲 qing青 qiong穷 qiu秋 qu区 quan圈 que缺 qun群
  ran然 rang让 rao饶 re热 ren人 reng扔 ri日 rong容 rou柔 ru如 ruan软 rui锐 run润 ruo若
  sa撒 sai塞 san三 sang桑 sao扫 se色 sen森 seng僧 sha沙 shai筛 shan山 shang商 shao烧 she奢 shei谁 shen身
  sheng生 shi师 shou收 shu书 shua刷 shuai衰 shuan拴 shuang双 shui水 shun顺 shuo说 si司 song松 sou搜 su苏
  suan酸 sui虽 sun孙 suo缩
  ta他 tai台 tan贪 tang汤 tao涛 te特 teng疼 ti梯 tian天 tiao挑 tie贴 ting听 tong通 tou偷 tu突 tuan团 tui推
  tun吞 tuo拖
  wa挖 wai歪 wan弯 wang王 wei威 wen温 weng翁 wo窝 wu屋
  xi西 xia虾 xian先 xiang香 xiao消 xie些 xin心 xing星 xiong兄 xiu修 xu需 xuan宣 xue学 xun熏
  ya压 yan烟 yang央 yao腰 ye耶 yi一 yin因 ying英 yo哟 yong拥 you优 yu迂 yuan渊 yue约 yun云
  za匝 zai栽 zan簪 zang脏 zao遭 ze则 zei贼 zen怎 zeng增 zha扎 zhai摘 zhan沾 zhang章 zhao招 zhe遮 zhen真
  zheng争 zhi之 zhong中 zhou州 zhu朱 zhua抓 zhuai拽 zhuan专 zhuang庄 zhui追 zhun准 zhuo捉 zi资 zong宗
  zou走 zu租 zuan钻 zui最 zun尊 zuo作
`
    .trim()
    .split(/\s+/)
    .map((pair) => [pair.slice(0, -1), pair.slice(-1)] as const),
);

const LONGEST = 6;

/** Syllables of pinyin with their characters, in the order of the alphabet. */
export function pinyinSyllables(): readonly (readonly [syllable: string, character: string])[] {
  return [...SYLLABLES];
}

/**
 * Characters that sound like a reading in pinyin, tones left out: `chóng qìng`, `chongqing` and `Chong2qing4` alike;
 * what is not in Latin letters stays. `undefined` when some letters are no syllable.
 */
export function homophones(reading: string): string | undefined {
  const plain = reading
    .normalize('NFD')
    .replace(/u\u0308/gi, 'v')
    .replace(/\p{M}+/gu, '')
    .replace(/u:/gi, 'v')
    .toLowerCase()
    .replace(/([a-z])[1-5](?![0-9])/g, '$1 ')
    .replace(/([nl])ue/g, '$1ve');
  let result = '';
  for (const [run] of plain.matchAll(/[a-z]+|[^a-z]/g)) {
    if (/[\s'’-]/.test(run)) continue;
    const characters = /[a-z]/.test(run) ? syllabify(run) : run;
    if (characters === undefined) return undefined;
    result += characters;
  }
  return result;
}

/** Cuts letters into syllables, the longest first: `xian` is one, `xi'an` is two. */
function syllabify(letters: string): string | undefined {
  if (letters === '') return '';
  for (let length = Math.min(LONGEST, letters.length); length > 0; length -= 1) {
    const character = SYLLABLES.get(letters.slice(0, length));
    const rest = character === undefined ? undefined : syllabify(letters.slice(length));
    if (character !== undefined && rest !== undefined) return character + rest;
  }
  return undefined;
}
