import type { Chapter } from './pdf.ts';

/** The same in every guide. */
const closing: Chapter[] = [
  {
    title: 'Licenses',
    paragraphs: [
      'The program asks Greenroom for its license when it starts and every few minutes afterwards. Nothing else needs to be set up: whoever has picked a license on this machine can work.',
      'When the license ends while you are on air, nothing stops. The program says when it ends, days ahead, and keeps the output running until you restart it.',
      'A machine that never sees a network gets its license on a stick. Open Greenroom, choose Offline, and follow the three steps shown there.',
    ],
  },
  {
    title: 'When something is wrong',
    paragraphs: [
      'Every message says what happened, whose move it is and what to do next. The code beside it is for the people of support: copy it into your mail.',
      'The log is kept for fourteen days in the folder of the program. It has no names of people and no content of scenes in it.',
      'This document belongs to a sample of Greenroom. The product it describes does not exist, and its installers install nothing.',
    ],
  },
];

export const graphicsGuide: Chapter[] = [
  {
    title: 'Your first scene',
    paragraphs: [
      'Start the program and choose New scene. The format of the output is taken from the card; you can change it later without losing anything.',
      'Drag a picture, a film or a model from the folder into the view. It stands where you let go, on the floor of the set. Hold Shift to put it on a wall.',
      'Press Space to see the scene as the camera sees it. Press it again to go back to where you were.',
      'Save early: a scene is one file, with everything in it, and can be carried to another machine as it is.',
    ],
  },
  {
    title: 'Keying',
    paragraphs: [
      'Point the camera at the green without anybody in front of it and choose Clean plate. Ten frames are enough.',
      'Matte, spill and edges have a picture each. Work from left to right: what is wrong in the matte cannot be mended at the edges.',
      'Choose Keep with scene to have the preset travel with it.',
    ],
  },
  {
    title: 'Going on air',
    paragraphs: [
      'The take list is on the right. The upper line is on air, the next one is ready. Enter takes it; Backspace goes one back.',
      'Two engines of one machine can share a take list. Choose Share in the menu of the first one; the second shows the same list within a frame.',
      'Nothing you do in the preview reaches the output before you take it.',
    ],
  },
  ...closing,
];

export const trackingGuide: Chapter[] = [
  {
    title: 'Cameras',
    paragraphs: [
      'Each camera has a name, a source of tracking and a lens file. Add one with Plus; the sources that send at the moment are offered.',
      'The light beside the name is green while positions arrive in time, amber when some are late, and red when none come.',
    ],
  },
  {
    title: 'Calibrating a lens',
    paragraphs: [
      'Put the board where the presenter stands and zoom in until it fills the picture. Follow the five positions on the screen; it takes about four minutes.',
      'The result is kept with the camera and follows it to another machine.',
      'Check it with the cross: it stays on the corner of the desk while you zoom and pan.',
    ],
  },
  {
    title: 'Delay',
    paragraphs: [
      'Picture and position reach the program at different times. Move the camera quickly from side to side and turn the delay until the graphics stand still.',
      'The delay is kept in the lens file, since most of it comes from the camera.',
    ],
  },
  ...closing,
];

export const directorGuide: Chapter[] = [
  {
    title: 'Rundowns',
    paragraphs: [
      'A rundown is a list of stories, and a story is a list of cues. Chapters keep stories together that belong to one part of the programme.',
      'Drag a chapter to move all of it. Times are worked out anew while you drag.',
    ],
  },
  {
    title: 'Cues and automation',
    paragraphs: [
      'A cue does something on one device: a take, a camera, a fader. Cues of one story run one after the other, or together when you join them.',
      'A device that does not answer within two seconds is left out and named in red. The programme goes on.',
    ],
  },
  {
    title: 'Remote panels',
    paragraphs: [
      'Open the address on the screen with any tablet in the same network. Each panel has a layout of its own.',
      'A panel that loses the network goes grey and does nothing until it is back.',
    ],
  },
  ...closing,
];

export const keyerGuide: Chapter[] = [
  {
    title: 'Channels',
    paragraphs: [
      'Each channel has an input, a key and a fill. The order on the screen is the order of the connectors on the card.',
      'Formats follow the input. A channel whose input changes its format goes on with the next frame.',
    ],
  },
  {
    title: 'Shadows',
    paragraphs: [
      'Switch Shadow keying on and mark the floor. Everything darker than the green around it is laid over the virtual floor.',
      'Light the green evenly first: a dark corner is a shadow, too.',
    ],
  },
  ...closing,
];
