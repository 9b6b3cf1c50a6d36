/** Dishes of a Hangzhou neighbourhood canteen. Prices and allergens are invented, and always stated. */
import type { Allergens, DishTag } from '../../worker/features/canteen/rules/dishes.ts';

export type Course =
  | 'breakfast'
  | 'meat'
  | 'fish'
  | 'egg'
  | 'vegetable'
  | 'soup'
  | 'staple'
  | 'pastry';

export type DishPlan = {
  name: string;
  course: Course;
  priceFen: number;
  tags: DishTag[];
  allergens: Allergens;
};

const dish = (
  course: Course,
  name: string,
  priceYuan: number,
  tags: DishTag[],
  allergens: Allergens,
): DishPlan => ({ name, course, priceFen: priceYuan * 100, tags, allergens });

export const DISHES: readonly DishPlan[] = [
  dish('meat', '梅干菜烧肉', 9, ['soft'], ['soy', 'gluten']),
  dish('meat', '红烧狮子头', 8, ['boneless'], ['egg', 'gluten', 'soy']),
  dish('meat', '东坡肉', 12, ['soft'], ['soy', 'gluten']),
  dish('meat', '糖醋里脊', 9, ['boneless'], ['egg', 'gluten', 'soy']),
  dish('meat', '白切鸡', 10, ['small_bones', 'low_salt'], ['none']),
  dish('meat', '土豆烧牛肉', 13, ['soft', 'boneless', 'halal'], ['soy']),
  dish('meat', '青椒肉丝', 7, ['boneless'], ['soy']),
  dish('meat', '酱爆鸡丁', 8, ['boneless'], ['soy', 'gluten', 'peanut']),
  dish('meat', '萝卜炖排骨', 11, ['soft', 'small_bones'], ['none']),
  dish('meat', '香菇蒸滑鸡', 9, ['soft', 'small_bones'], ['soy']),
  dish('meat', '宫保鸡丁', 8, ['boneless', 'spicy'], ['peanut', 'soy', 'gluten']),
  dish('fish', '清蒸鲈鱼', 12, ['low_salt', 'small_bones'], ['fish']),
  dish('fish', '西湖醋鱼片', 11, ['boneless'], ['fish', 'soy', 'gluten']),
  dish('fish', '葱油带鱼', 10, ['small_bones'], ['fish', 'soy']),
  dish('fish', '盐水虾', 14, ['low_salt'], ['crustacean']),
  dish('fish', '雪菜烧小黄鱼', 9, ['small_bones'], ['fish', 'soy']),
  dish('egg', '番茄炒蛋', 5, ['soft'], ['egg']),
  dish('egg', '肉末蒸蛋', 4, ['soft', 'low_salt'], ['egg', 'soy']),
  dish('egg', '麻婆豆腐', 4, ['soft', 'spicy'], ['soy']),
  dish('egg', '家常豆腐', 4, ['soft'], ['soy']),
  dish('egg', '韭菜炒蛋', 5, [], ['egg']),
  dish('vegetable', '清炒小青菜', 3, ['vegetarian', 'low_salt'], ['none']),
  dish('vegetable', '蒜蓉西兰花', 4, ['vegetarian', 'low_salt'], ['none']),
  dish('vegetable', '清炒茼蒿', 3, ['vegetarian', 'low_salt'], ['none']),
  dish('vegetable', '醋溜土豆丝', 3, ['vegetarian'], ['none']),
  dish('vegetable', '油焖茄子', 4, ['vegetarian', 'soft'], ['soy']),
  dish('vegetable', '香菇青菜', 4, ['vegetarian'], ['none']),
  dish('vegetable', '白灼芥蓝', 4, ['vegetarian'], ['soy']),
  dish('vegetable', '凉拌黄瓜', 3, ['vegetarian', 'low_sugar'], ['none']),
  dish('soup', '冬瓜虾皮汤', 3, ['low_salt'], ['crustacean']),
  dish('soup', '紫菜蛋汤', 2, ['soft'], ['egg']),
  dish('soup', '番茄豆腐汤', 2, ['vegetarian', 'soft'], ['soy']),
  dish('soup', '萝卜丝鲫鱼汤', 5, ['small_bones', 'low_salt'], ['fish']),
  dish('staple', '杂粮饭', 1, ['low_sugar'], ['none']),
  dish('staple', '白米饭', 1, [], ['none']),
  dish('staple', '小米南瓜粥', 2, ['soft', 'vegetarian'], ['none']),
  dish('staple', '片儿川', 8, [], ['gluten', 'soy']),
  dish('pastry', '葱油花卷', 1, ['vegetarian'], ['gluten']),
  dish('pastry', '豆沙包', 2, ['vegetarian'], ['gluten', 'soy']),
  dish('pastry', '蒸红薯', 2, ['vegetarian', 'soft'], ['none']),
  dish('pastry', '定胜糕', 2, ['soft'], ['unknown']),
  dish('breakfast', '鲜肉小笼', 6, [], ['gluten', 'soy']),
  dish('breakfast', '咸豆浆', 3, ['soft'], ['soy', 'gluten']),
  dish('breakfast', '甜豆浆', 2, ['vegetarian'], ['soy']),
  dish('breakfast', '油条', 2, ['vegetarian'], ['gluten', 'egg']),
  dish('breakfast', '葱包桧', 4, [], ['gluten', 'soy']),
  dish('breakfast', '皮蛋瘦肉粥', 4, ['soft'], ['egg']),
  dish('breakfast', '茶叶蛋', 2, [], ['egg', 'soy']),
  dish('breakfast', '牛奶燕麦粥', 4, ['soft', 'low_sugar'], ['milk', 'gluten']),
  dish('breakfast', '菜包', 2, ['vegetarian'], ['gluten']),
  dish('breakfast', '核桃糕', 3, ['soft'], ['nut', 'egg', 'gluten']),
];

/** 万和社区食堂 today at noon, as drawn in the look-book. */
export const WANHE_LUNCH_TODAY: readonly string[] = [
  '梅干菜烧肉',
  '清蒸鲈鱼',
  '番茄炒蛋',
  '红烧狮子头',
  '清炒小青菜',
  '冬瓜虾皮汤',
  '杂粮饭',
  '葱油花卷',
  '豆沙包',
];

/** The dish the look-book shows as sold out; the other big kitchen runs out of its first dish. */
export const SOLD_OUT_TODAY = '红烧狮子头';
