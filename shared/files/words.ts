/** 256 words for the 256 values of a byte: short, concrete, told apart by their first four letters. */
export const words = `
  acorn actor agate album alder alley amber anchor angle ankle apple apron arena armor arrow aspen atlas attic autumn
  axis badge bagel baker bamboo banjo barrel basil beacon beaver bench berry birch bishop blanket bloom boat bonfire
  border bottle bracket bread bridge bronze brush bucket buffalo bugle butter cabin cactus camel candle canyon cargo
  castle cedar cello cherry chess chimney cider cinema circus citrus clover cobalt coffee comet copper coral cotton
  cradle crane crystal curtain cypress daisy dancer delta denim desert diamond dinner dolphin domino donkey dragon
  drum eagle easel echo eclipse elbow elm ember emerald engine envelope fabric falcon farmer feather fern fiddle field
  finch flannel flute forest fossil fountain fox frost galaxy garden garlic gazelle ginger giraffe glacier glove
  goblet gondola granite grape gravel guitar hammer harbor harvest hazel helmet heron hiking hockey honey horizon
  hotel hunter ibis iceberg igloo indigo ink iris island ivory jacket jaguar jasmine jelly jewel jigsaw jungle juniper
  kayak kernel kettle kitten koala ladder lagoon lantern laurel lemon leopard lilac linen lizard lobster locket lotus
  lumber lynx magnet mango maple marble meadow melon mirror mitten monkey mosaic mountain muffin museum napkin nectar
  needle nickel noodle north nugget nutmeg oasis ocean octopus olive onion opal orbit orchid otter oyster paddle panda
  parrot peach pebble pelican pencil pepper piano pigeon pillow pilot pirate planet plum pocket pony poppy prism
  pumpkin puzzle quartz quilt rabbit radar raft raisin ranger raven ribbon ripple river robin rocket rope ruby saddle
  saffron salmon sandal saturn scarf shadow silver sketch tiger tulip tunnel velvet violin walnut
`
  .trim()
  .split(/\s+/);
